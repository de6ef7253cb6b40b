import type { RouteRecordRaw } from 'vue-router';

export const commandRoutes: RouteRecordRaw[] = [
  {
    path: '/command',
    component: () => import('./CommandFrame.vue'),
    meta: { area: 'command' },
    children: [
      { path: 'board', component: () => import('./BoardPage.vue') },
      { path: 'unlocated/:id?', component: () => import('./UnlocatedPage.vue') },
      { path: 'register', component: () => import('./RegisterPage.vue') },
      { path: 'appeals', component: () => import('./AppealsPage.vue') },
      { path: ':id?', component: () => import('./DispatchPage.vue') },
    ],
  },
];
