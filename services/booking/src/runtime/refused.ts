import type { Refusal } from '@interlude/shared/booking/refusal';

/** An expected "no" on its way to the edge, where it becomes an HTTP status and `error.data.refusal`. */
export class Refused extends Error {
  readonly refusal: Refusal;

  /** `cause`: the error that is told as this refusal, such as an outage; the log names it. */
  constructor(refusal: Refusal, cause?: unknown) {
    super(refusal.code, cause === undefined ? {} : { cause });
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

export function refuse(refusal: Refusal): never {
  throw new Refused(refusal);
}
