// In a file of its own: pages and workflows read it, and neither may load the schemas of policies.

/** How long after its end what nobody closed is closed, where the policy says nothing else. */
export const usualCompleteAfter = 'P1D';
