// The service worker of the built site, bundled by tools/finish/offline.js: after the first visit everything works
// without a network. One version of the site is served as a whole; a new one takes over when no page of the old one is
// open, so that nobody gets half of each.
import {clientsClaim} from "workbox-core";
import {ExpirationPlugin} from "workbox-expiration";
import {cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute} from "workbox-precaching";
import {registerRoute} from "workbox-routing";
import {CacheFirst} from "workbox-strategies";

declare const FILES: PrecacheEntry[];

cleanupOutdatedCaches();
// A permalink's query is read by the page, not by the host.
precacheAndRoute(FILES, {ignoreURLParametersMatching: [/./]});
// The packs of digits are large: they are kept once they were asked for. Their names hold their hash.
registerRoute(
  ({url}) => url.pathname.endsWith(".bin"),
  new CacheFirst({cacheName: "digits", plugins: [new ExpirationPlugin({maxEntries: 4, purgeOnQuotaError: true})]})
);
clientsClaim();
