import type { RouteRecordRaw } from 'vue-router';

export const deskRoutes: RouteRecordRaw[] = [
  { path: '/desk/community/:id?', component: () => import('./CommunityPage.vue'), meta: { area: 'community' } },
  { path: '/desk/street/:id?', component: () => import('./StreetPage.vue'), meta: { area: 'street' } },
];
