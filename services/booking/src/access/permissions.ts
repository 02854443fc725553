import type { StaffRole } from '@interlude/shared/booking/terms';

/**
 * Who may do what. Each procedure names one of these in `meta.perm`; `public` and `link` are the procedures that a
 * session of staff does not decide. The table of docs/permissions.md is made from this constant.
 */
export const rolesOf = {
  self: ['tenant_admin', 'recruiter', 'hiring_manager', 'interviewer', 'ops'],
  'people:read': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'people:write': ['tenant_admin'],
  'availability:write': ['tenant_admin', 'recruiter', 'interviewer'],
  'jobs:read': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'jobs:write': ['tenant_admin', 'recruiter'],
  'notes:write': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'templates:read': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'templates:write': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'resources:write': ['tenant_admin', 'recruiter'],
  'services:read': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'services:write': ['tenant_admin', 'recruiter'],
  'interviews:read': ['tenant_admin', 'recruiter', 'hiring_manager', 'interviewer', 'ops'],
  'interviews:write': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'retakes:read': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'retakes:decide': ['tenant_admin', 'recruiter', 'hiring_manager'],
  'settings:write': ['tenant_admin'],
  // The engine's own pages show what the console hides from other roles.
  'workflows:read': ['tenant_admin', 'ops'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type StaffPermission = keyof typeof rolesOf;
export type Permission = StaffPermission | 'public' | 'link';

export function may(roles: readonly StaffRole[], permission: StaffPermission): boolean {
  const allowed: readonly StaffRole[] = rolesOf[permission];
  return roles.some((role) => allowed.includes(role));
}

/** Roles that reach every interview of their company; all others are bound to their own. */
export function isUnbound(roles: readonly StaffRole[]): boolean {
  return roles.some((role) => role === 'tenant_admin' || role === 'recruiter');
}
