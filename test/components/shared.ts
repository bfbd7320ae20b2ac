/** What all component tests share, started once: the gallery and a Chromium. */
import { serveChromium } from '../host/chromium.ts';
import { chromiumVariable, galleryVariable } from './addresses.ts';
import { GalleryServer } from './serve.ts';

let stop = async () => {};

export async function mochaGlobalSetup(): Promise<void> {
  const [gallery, chromium] = await Promise.all([GalleryServer.start(), serveChromium()]);
  stop = async () => {
    await Promise.all([gallery.stop(), chromium.close()]);
  };
  process.env[galleryVariable] = gallery.address;
  process.env[chromiumVariable] = chromium.wsEndpoint();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await stop();
}
