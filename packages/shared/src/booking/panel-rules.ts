import type { StaffRole } from './terms.ts';

/** How much one panel can be: its groups, the people to choose from in each, and the seats of each. */
export const panelLimits = { groups: 10, people: 50, seats: 20 } as const;

/** How many demands for rooms and licences there can be, what to choose from in each, and the seats of each. */
export const demandLimits = { demands: 5, resources: 20, seats: 10 } as const;

/** Whether somebody's roles let them interview and give services. */
export function mayInterview({ roles }: { readonly roles: readonly StaffRole[] }): boolean {
  return roles.some((role) => role === 'interviewer' || role === 'hiring_manager');
}
