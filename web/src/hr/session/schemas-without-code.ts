import { config } from 'zod';

// Before any schema is made: each decides then.
config({ jitless: true });
