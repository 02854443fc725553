import { findChromium } from '@interlude/dev-stack/chromium';
import { type Browser, chromium } from 'playwright-core';

let launched: Promise<Browser> | undefined;

/** The browser that the files of one worker share, and which ends with it; a context keeps visitors apart. */
export async function sharedBrowser(): Promise<Browser> {
  launched ??= launch();
  const present = await launched;
  if (present.isConnected()) return present;
  launched = launch();
  return await launched;
}

async function launch(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return await chromium.launch({ executablePath, args: [...args] });
}
