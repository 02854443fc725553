import { refusalCodeOf } from '@interlude/dev-stack/api-browser';
import type { NewService } from '@interlude/dev-stack/api-fixtures';
import type { SlotsView } from '@interlude/shared/schemas/views';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exclusionFaults } from '../../test/invariants.ts';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';
import { at, bookAll, mondays, seriesTools, timesOf, weekly } from '../../test/series.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal({ now: () => Date.parse('2027-02-01T06:00:00Z') });
});
afterAll(async () => {
  expect(await exclusionFaults(portal)).toEqual([]);
  await portal.stop();
});

const { somebody, rowsOf, serviceOf } = seriesTools(() => portal);

async function addRoom(browser = portal.admin): Promise<string> {
  return (await browser.call<{ resourceId: string }>('resources.create', { name: 'Treatment room', kind: 'room' }))
    .resourceId;
}
const needing = (resourceId: string) => ({ resources: [{ anyOf: [resourceId], count: 1 }] });
const inPerson = { provider: 'in_person', venue: 'Hafenstraße 12' };

async function publicStarts({ url }: NewService): Promise<readonly string[]> {
  const [, , tenant, service] = new URL(url).pathname.split('/');
  const asked = { tenant, service, zone: 'UTC', from: '2027-02-08', days: 1 };
  return (await portal.browser().ask<SlotsView>('appointments.slots', asked)).starts;
}

describe('a service that needs a room', () => {
  it('is offered while the room is free, whoever gives it, and the client is told the room', async () => {
    const room = needing(await addRoom());
    const [service, other] = [
      await serviceOf([await somebody()], { ...room, ...inPerson }),
      await serviceOf([await somebody()], { ...room, name: 'Massage' }),
    ];
    const client = await portal.appoint(service);
    expect(await publicStarts(other)).toContain(at('02-08'));
    const view = await client.book(at('02-08'));
    expect(view.venue).toBe('Hafenstraße 12, Treatment room');
    expect(await publicStarts(other)).not.toContain(at('02-08'));
    expect(await publicStarts(other)).toContain(at('02-08', '10:00'));
    const rival = await portal.appoint(other);
    expect((await rival.slots()).starts).not.toContain(at('02-08'));
    expect(await refusalCodeOf(rival.book(at('02-08')))).toBe('slot_taken');
  });

  it('has the room at every time of a series, and is offered other times where somebody else has it', async () => {
    const room = needing(await addRoom());
    const service = await serviceOf([await somebody()], room);
    const rival = await portal.appoint(await serviceOf([await somebody()], { ...room, name: 'Massage' }));
    await rival.book(mondays[1] ?? '');
    const client = await portal.appoint(service);
    const { times } = await timesOf(client, mondays[0] ?? '', weekly(3));
    expect(times.map(({ free }) => free)).toEqual([true, false, true]);
    await bookAll(client, [mondays[0] ?? '', times[1]?.alternatives[0] ?? '', mondays[2] ?? '']);
    expect((await rowsOf(client)).map(({ resourceSeats }) => resourceSeats?.map(({ id }) => id))).toEqual(
      mondays.map(() => room.resources[0]?.anyOf),
    );
  });

  it('asks only for rooms of its own company, and enough of them; without any said it needs none again', async () => {
    const other = await portal.newTenant();
    const foreign = await addRoom(await portal.signIn(other.email, other.password));
    const people = [await somebody()];
    expect(await refusalCodeOf(serviceOf(people, needing(foreign)))).toBe('not_found');
    const room = await addRoom();
    const twice = { resources: [...needing(room).resources, ...needing(room).resources] };
    expect(await refusalCodeOf(serviceOf(people, twice))).toBe('resource_short');
    const { serviceId } = await serviceOf(people, needing(room));
    const get = () => portal.admin.ask<{ resources: object[] }>('services.get', { serviceId });
    expect((await get()).resources).toEqual(needing(room).resources);
    const fields = { name: 'Physiotherapy', durationMinutes: 60, provider: 'phone', providerIds: people };
    await portal.admin.call('services.update', { ...fields, serviceId });
    expect((await get()).resources).toEqual([]);
  });
});
