import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { createWorkLimit } from '../runtime/work-limit.ts';

const derive = promisify(argon2);

// With the usual 64 MiB three passes take about 150 ms; two at once bound what a flood of sign-ins can take.
const cost = { passes: 3, parallelism: 1, tagLength: 32 };
// About two seconds of work: a flood must not make those who know their password wait for minutes.
const mostWaiting = 24;
const inTurn = createWorkLimit(2, mostWaiting);
const longest = 256;

/** argon2id with so much memory (KiB) in the PHC form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string, memory: number): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await inTurn(() => derive('argon2id', { message: password, nonce, memory, ...cost }));
  const { passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
const decoys = new Map<number, string>();

/** Compares in the same time whether or not there is such a person: without a hash a decoy is checked, of the memory (KiB) that others have. */
export async function isPassword(password: string, stored: string | null, usual: number): Promise<boolean> {
  // Kept only once it is made: a refusal of the full queue must not tell unknown people apart for ever.
  const decoy = decoys.get(usual) ?? (await hashPassword(randomBytes(16).toString('hex'), usual));
  decoys.set(usual, decoy);
  const found = pattern.exec(stored ?? decoy);
  if (found === null) throw new Error('a stored password hash is not readable');
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  const expected = Buffer.from(hash, 'base64url');
  const tag = await inTurn(() =>
    derive('argon2id', {
      message: password.slice(0, longest),
      nonce: Buffer.from(salt, 'base64url'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
    }),
  );
  return timingSafeEqual(tag, expected) && stored !== null;
}
