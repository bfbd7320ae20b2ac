/** The environment variables by which mocha's processes know where the gallery and its Chromium are. */
export const galleryVariable = 'DAY5_GALLERY';
export const chromiumVariable = 'DAY5_CHROMIUM';
