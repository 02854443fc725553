import { expect, it, onTestFinished } from 'vitest';
import { startTestPortal } from '../../test/portal.ts';

it('the log of an outage names the error of the database that was told as unavailable', async () => {
  const lines: string[] = [];
  const portal = await startTestPortal({ ownDatabase: true, logTo: { write: (line) => void lines.push(line) } });
  onTestFinished(async () => await portal.stop());
  const candidate = await portal.invite(await portal.addTemplate([await portal.addInterviewer()]));
  const { starts } = await candidate.slots();
  await portal.dropExclusionIndex();
  await expect(candidate.book(starts[2] ?? '')).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  const [line = '{}'] = lines.filter((one) => one.includes('request failed'));
  expect(JSON.parse(line)).toMatchObject({
    path: 'candidate.book',
    error: { name: 'Refused', cause: { name: 'MongoServerError', code: 2 } },
  });
});
