import { config } from 'zod';

// Set before any schema is made, because each one decides then.
config({ jitless: true });
