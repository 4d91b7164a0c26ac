import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './build/compress-assets.ts';
import { limitFirstLoad } from './build/limit-first-load.ts';

/** Where `vite dev` finds the gateway; the built client is served behind it. */
const gateway = process.env.TERTULIA_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), limitFirstLoad({ maxBytes: 150_000 }), compressAssets()],
  build: {
    target: 'baseline-widely-available',
    // The content security policy allows no inline script, style or image.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '^/tertulia\\.': gateway } },
});
