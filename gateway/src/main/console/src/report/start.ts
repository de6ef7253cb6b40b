/** What a phone shows first, as one file of the build. */
export { default as PhoneShell } from './PhoneShell.vue';
export { default as ReportPage } from './ReportPage.vue';
