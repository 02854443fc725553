import { type AddressInfo, connect, createServer } from 'node:net';
import { freshDatabaseName } from '@interlude/dev-stack/test-isolation';
import type { BookingId, TenantId } from '@interlude/shared/ids';
import { expect, inject, it, onTestFinished } from 'vitest';
import { createOutboxStore } from '../journal/outbox-store.ts';
import { connectMongo, isOutage } from './mongo.ts';

/** The database behind a wire that breaks as soon as an insert passes. */
async function breakingAtInsert(): Promise<string> {
  const target = new URL(inject('mongoUrl').replace('mongodb:', 'http:'));
  const open: (() => void)[] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const cut = () => {
      near.destroy();
      far.destroy();
    };
    open.push(cut);
    near.on('error', cut).on('close', cut);
    far.on('error', cut).on('close', cut);
    near.on('data', (chunk) => {
      if (!chunk.includes('insert\0')) {
        far.write(chunk);
        return;
      }
      // It does not come back: the driver finds nobody to repeat the insert at.
      server.close();
      for (const end of open.splice(0)) end();
    });
    far.on('data', (chunk) => near.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`;
}

it('an insert that a dying database cuts off is an outage, not a fault of ours', async () => {
  const connection = await connectMongo(await breakingAtInsert(), freshDatabaseName('outage'));
  onTestFinished(async () => await connection.close());
  const row = (id: string) => ({
    _id: id,
    tenantId: 'ten_1' as TenantId,
    interviewId: 'int_1' as BookingId,
    rev: 1,
    createdAt: new Date(),
    deliveredAt: null,
  });

  const error: unknown = await createOutboxStore(connection)
    .append(row('evt_1'), row('evt_2'))
    .catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(Error);
  expect(isOutage(error), String(error)).toBe(true);
});
