import { type Answer, json } from './reply.ts';

/** A refusal as the provider words it; `code` is its ErrorCode, `status` the HTTP status. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

export function refusal(code: number, message: string, status = 422): Refusal {
  return { status, code, message };
}

export function isRefusal(value: object): value is Refusal {
  return 'status' in value && 'code' in value && 'message' in value;
}

/** The body a refusal has, alone or as one result of a batch. */
export function refusalBody({ code, message }: Refusal): { ErrorCode: number; Message: string } {
  return { ErrorCode: code, Message: message };
}

export function refuse(refused: Refusal): Answer {
  return json(refusalBody(refused), refused.status, { 'x-pm-apierrorcode': String(refused.code) });
}
