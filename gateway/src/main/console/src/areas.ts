/** The areas of the console: who works where. The first one a person may enter is their home. */
import type { Role } from '@/core/session';

export interface Area {
  name: string;
  path: string;
  roles: Role[];
  icon: string;
}

const COUNTY: Role[] = ['DISPATCHER', 'COMMAND_LEADER'];
const CASES: Role[] = [
  'GRID_WORKER',
  'COMMUNITY',
  'STREET',
  'STREET_LEADER',
  'DISPATCHER',
  'COMMAND_LEADER',
  'DEPARTMENT',
  'SUPERVISOR',
];

export const AREAS: Area[] = [
  { name: 'command', path: '/command', roles: COUNTY, icon: '◎' },
  { name: 'community', path: '/desk/community', roles: ['COMMUNITY'], icon: '⌂' },
  { name: 'street', path: '/desk/street', roles: ['STREET', 'STREET_LEADER'], icon: '⚑' },
  { name: 'inbox', path: '/inbox', roles: ['DEPARTMENT'], icon: '✉' },
  { name: 'report', path: '/report', roles: ['GRID_WORKER', 'CITIZEN', 'HANDLER'], icon: '＋' },
  {
    name: 'insight',
    path: '/insight',
    roles: ['SUPERVISOR', 'COMMAND_LEADER', 'DISPATCHER', 'STREET', 'STREET_LEADER', 'COMMUNITY', 'DEPARTMENT'],
    icon: '▤',
  },
  { name: 'cases', path: '/cases', roles: CASES, icon: '☰' },
  { name: 'screen', path: '/screen', roles: ['SUPERVISOR', 'COMMAND_LEADER', 'DISPATCHER'], icon: '▣' },
  { name: 'admin', path: '/admin', roles: ['ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'], icon: '⚙' },
];

/** The areas somebody may enter, in the order of the menu. */
export const areasFor = (roles: ReadonlySet<Role>): Area[] =>
  AREAS.filter((area) => area.roles.some((role) => roles.has(role)));
