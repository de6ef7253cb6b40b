// One document per service; requests go out with a token that the reader enters, never with the console's session.
SwaggerUIBundle({
  urls: ['intake', 'dispatch', 'department', 'audit'].map((service) => ({ name: service, url: `/openapi/${service}.yaml` })),
  dom_id: '#documents',
  deepLinking: true,
  withCredentials: false,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
