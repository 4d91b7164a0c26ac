let arrival: 'load' | 'link' | 'history' = 'load';

// The router calls pushState and replaceState for links; the browser tells only of back and forward.
window.addEventListener('popstate', () => {
  arrival = 'history';
});
for (const change of ['pushState', 'replaceState']) {
  window.addEventListener(change, () => {
    arrival = 'link';
  });
}

/** How the page that is shown was come to: it was loaded, by a link within the client, or by back and forward. */
export function arrivedBy(): typeof arrival {
  return arrival;
}
