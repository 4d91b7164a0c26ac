/** What the parts that all pages share say. */
export const uiMessages = {
  cancel: 'Cancel',
  loading: 'Loading',
  more: 'Show more',
  retry: 'Try again',
  menu: 'More actions',
  show: 'Show',
  hide: 'Hide',
  charactersLeft: (count: number) =>
    count >= 0
      ? `${count.toLocaleString('en')} characters left`
      : `${(-count).toLocaleString('en')} characters too many`,
};
