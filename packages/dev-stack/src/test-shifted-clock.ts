import { inject } from 'vitest';

// A set-up file: in this process it is later by as much as the run says. Forward alone, since a server that expires rows
// by its own clock would take those of an earlier one away.
const shift = inject('shiftMs');
const actual = Date;

class ShiftedDate extends actual {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(actual.now() + shift);
    else super(...(given as [number]));
  }
  static override now(): number {
    return actual.now() + shift;
  }
  /** A date that the runtime made itself is one as well. */
  static override [Symbol.hasInstance](one: unknown): boolean {
    return Object.prototype.toString.call(one) === '[object Date]';
  }
}

// Mongoose knows a type by its name.
Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });

// Set up once for each file, and files share a process.
if (Math.abs(Date.now() - performance.timeOrigin - performance.now() - shift) > 60_000) {
  Object.defineProperty(globalThis, 'Date', { value: ShiftedDate, writable: true, configurable: true });
}
