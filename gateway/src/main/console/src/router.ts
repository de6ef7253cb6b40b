/** The addresses of the console. Every one of them is a deep link; each area is a chunk of its own. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { areasFor } from './areas';
import { me, roles } from '@/core/session';
import { reportRoutes } from '@/report/routes';
import { deskRoutes } from '@/desk/routes';
import { commandRoutes } from '@/command/routes';
import { inboxRoutes } from '@/inbox/routes';
import { caseRoutes } from '@/cases/routes';
import { insightRoutes } from '@/insight/routes';
import { screenRoutes } from '@/screen/routes';
import { adminRoutes } from '@/admin/routes';
import NotFound from './NotFound.vue';
import WelcomePage from './WelcomePage.vue';

const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: WelcomePage,
    beforeEnter: () => (me.value ? (areasFor(roles.value)[0]?.path ?? true) : true),
  },
  {
    // the gateway asks for a login here, then this leads back to where somebody was
    path: '/enter',
    component: WelcomePage,
    beforeEnter: (to) => {
      const back = String(to.query.to ?? '/');
      return me.value && /^\/(?![/\\])/.test(back) ? back : true;
    },
  },
  { path: '/signed-in', component: () => import('./SignedIn.vue'), meta: { signedIn: true } },
  { path: '/my-notifications', component: () => import('@/notify/MinePage.vue'), meta: { signedIn: true } },
  ...reportRoutes,
  ...deskRoutes,
  ...commandRoutes,
  ...inboxRoutes,
  ...caseRoutes,
  ...insightRoutes,
  ...screenRoutes,
  ...adminRoutes,
  { path: '/:anything(.*)*', component: NotFound },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  // another choice on the same page does not move it
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

/** Pages of an area are shown to those who work there; to anybody else they are not there. */
router.beforeEach((to) => {
  const area = to.meta.area as string | undefined;
  if (!area && !to.meta.signedIn) return true;
  if (!me.value) return { path: '/', query: { to: to.fullPath } };
  const mine = !area || areasFor(roles.value).some((each) => each.name === area);
  return mine ? true : { path: '/not-here', query: { from: to.fullPath } };
});

const RELOADED = 'whistle.reloaded';

/** After an update the parts of an older page are gone: the page is loaded anew, once. */
router.onError((error, to) => {
  if (
    /dynamically imported module|Importing a module script failed/.test(String(error)) &&
    sessionStorage.getItem(RELOADED) !== to.fullPath
  ) {
    sessionStorage.setItem(RELOADED, to.fullPath);
    location.assign(to.fullPath);
  }
});
