import { describe, expect, it, vi } from 'vitest';
import { createReadiness } from './readiness.ts';

const never = new Promise<never>(() => undefined);

function startReadiness(schemaFaults: () => Promise<readonly string[]>) {
  const pulse = { silent: false, isSilent: () => pulse.silent };
  const clock = { offsetMs: () => 0 };
  return { pulse, readiness: createReadiness({ roles: ['api'], clock, pulse, restarted: null, schemaFaults }) };
}

describe('readiness', () => {
  it('lasts while single answers of the database are slow, and ends while the database is silent', async () => {
    vi.useFakeTimers();
    try {
      const looks = vi.fn<() => Promise<readonly string[]>>().mockResolvedValueOnce([]).mockReturnValue(never);
      const { readiness, pulse } = startReadiness(looks);
      expect(await readiness.check()).toMatchObject({ mongo: { ready: true }, indexes: { ready: true } });
      vi.advanceTimersByTime(60_000);
      const late = Promise.all([readiness.check(), readiness.check()]);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await late).toMatchObject([
        { mongo: { ready: true }, indexes: { ready: true } },
        { mongo: { ready: true }, indexes: { ready: true } },
      ]);
      expect(looks).toHaveBeenCalledTimes(2);
      pulse.silent = true;
      expect(await readiness.check()).toMatchObject({ mongo: { ready: false, because: 'does not answer' } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for the first look at the indexes, says what they lack, and gives up on it within a second', async () => {
    expect(await startReadiness(async () => ['no exclusion index']).readiness.check()).toMatchObject({
      indexes: { ready: false, because: 'no exclusion index' },
    });
    const began = performance.now();
    expect(await startReadiness(() => never).readiness.check()).toMatchObject({ indexes: { ready: false } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
