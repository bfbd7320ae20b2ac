/** What all component tests share, started once: the gallery and a Chromium. The processes of mocha learn of both by these variables. */
import { serveChromium } from '../host/chromium.ts';
import { GalleryServer } from './serve.ts';

export const galleryVariable = 'DAY5_GALLERY';
export const chromiumVariable = 'DAY5_CHROMIUM';

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
