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

/**
 * argon2id with so much memory (KiB) in the PHC form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`; with the salt of the first of
 * the others that has the same cost.
 */
export async function hashPassword(
  password: string,
  memory: number,
  others: readonly (string | null)[] = [],
): Promise<string> {
  const { passes, parallelism } = cost;
  const terms = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}`;
  const other = others.find((stored) => stored?.startsWith(`${terms}$`));
  const salt = other?.slice(terms.length + 1).split('$')[0] ?? randomBytes(16).toString('base64url');
  const nonce = Buffer.from(salt, 'base64url');
  const tag = await inTurn(() => derive('argon2id', { message: password, nonce, memory, ...cost }));
  return `${terms}$${salt}$${tag.toString('base64url')}`;
}

const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
const decoys = new Map<number, string>();

/** Compares in the same time whether or not there is such a person: without a hash a decoy is checked, of the memory (KiB) that others have. */
export async function isPassword(password: string, stored: string | null, usual: number): Promise<boolean> {
  return (await whichFit(password, [stored], usual))[0] ?? false;
}

/** Which of several hashes a password fits, in the time of one as long as they share their salt. */
export async function whichFit(
  password: string,
  stored: readonly (string | null)[],
  usual: number,
): Promise<readonly boolean[]> {
  // Kept only once it is made: a refusal of the full queue must not tell unknown people apart for ever.
  const decoy = decoys.get(usual) ?? (await hashPassword(randomBytes(16).toString('hex'), usual));
  decoys.set(usual, decoy);
  const hashes = stored.filter((hash) => hash !== null);
  const tags = new Map<string, Buffer>();
  for (const hash of hashes.length > 0 ? hashes : [decoy]) {
    const salted = saltedOf(hash);
    if (!tags.has(salted)) tags.set(salted, await tagOf(password, hash));
  }
  return stored.map((hash) => hash !== null && hasTag(hash, tags.get(saltedOf(hash))));
}

// All of a hash but the tag: passwords of one person in several companies share it.
function saltedOf(stored: string): string {
  return stored.slice(0, stored.lastIndexOf('$'));
}

async function tagOf(password: string, stored: string): Promise<Buffer> {
  const found = pattern.exec(stored);
  if (found === null) throw new Error('a stored password hash is not readable');
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  return await inTurn(() =>
    derive('argon2id', {
      message: password.slice(0, longest),
      nonce: Buffer.from(salt, 'base64url'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: Buffer.from(hash, 'base64url').length,
    }),
  );
}

function hasTag(stored: string, tag: Buffer | undefined): boolean {
  const expected = Buffer.from(stored.slice(stored.lastIndexOf('$') + 1), 'base64url');
  return tag !== undefined && tag.length === expected.length && timingSafeEqual(tag, expected);
}
