import type { RouteRecordRaw } from 'vue-router';
import { is, type Role } from '@/core/session';

const REPORTERS: Role[] = ['GRID_WORKER', 'CITIZEN'];
const area = { area: 'report' };

/** A tab of the phone for some roles; anybody else lands on the first tab of their own. */
const only = (...roles: Role[]) => ({
  meta: area,
  beforeEnter: () => is(...roles) || '/report',
});

export const reportRoutes: RouteRecordRaw[] = [
  {
    path: '/report',
    component: () => import('./start').then((start) => start.PhoneShell),
    meta: area,
    children: [
      {
        path: '',
        component: () => import('./start').then((start) => start.ReportPage),
        meta: area,
        beforeEnter: () => is(...REPORTERS) || '/report/parts',
      },
      { path: 'mine', component: () => import('./MinePage.vue'), ...only(...REPORTERS) },
      { path: 'mine/:id', component: () => import('./CasePage.vue'), props: true, ...only(...REPORTERS) },
      { path: 'tasks', component: () => import('./TasksPage.vue'), ...only('GRID_WORKER') },
      {
        path: 'tasks/:id',
        component: () => import('./CasePage.vue'),
        props: ({ params }) => ({ id: params.id, task: true }),
        ...only('GRID_WORKER'),
      },
      { path: 'parts', component: () => import('./PartsPage.vue'), ...only('HANDLER') },
      { path: 'parts/:id', component: () => import('./PartPage.vue'), props: true, ...only('HANDLER') },
      { path: 'queue', component: () => import('./QueuePage.vue'), ...only(...REPORTERS) },
    ],
  },
];
