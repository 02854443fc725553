import { createReadingPool } from './reading-pool.ts';

/** Of somebody whom nobody else disturbs; its threads end with the process. */
export const reading = createReadingPool().begin({ tenantId: 'ten_1', personId: 'per_1' });
