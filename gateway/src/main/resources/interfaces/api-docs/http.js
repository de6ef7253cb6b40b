// One document at a time; requests go out with a token that the reader enters, never with the console's session.
const asked = new URLSearchParams(location.search).get('service');
const service = ['intake', 'dispatch', 'department', 'audit'].includes(asked) ? asked : 'intake';

document.querySelector(`nav a[href$="=${service}"]`).setAttribute('aria-current', 'page');
SwaggerUIBundle({
  url: `/openapi/${service}.yaml`,
  dom_id: '#documents',
  deepLinking: true,
  withCredentials: false,
  validatorUrl: null,
});
