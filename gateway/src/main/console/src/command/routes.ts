import type { RouteRecordRaw } from 'vue-router';

export const commandRoutes: RouteRecordRaw[] = [
  {
    path: '/command',
    component: () => import('./CommandFrame.vue'),
    meta: { area: 'command' },
    children: [
      { path: 'board', component: () => import('./BoardPage.vue'), meta: { view: 'board' } },
      { path: 'unlocated/:id?', component: () => import('./UnlocatedPage.vue'), meta: { view: 'unlocated' } },
      { path: 'register', component: () => import('./RegisterPage.vue'), meta: { view: 'register' } },
      { path: 'appeals', component: () => import('./AppealsPage.vue'), meta: { view: 'appeals' } },
      { path: ':id?', component: () => import('./DispatchPage.vue'), meta: { view: 'list' } },
    ],
  },
];
