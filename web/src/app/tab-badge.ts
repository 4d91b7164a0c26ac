const icon = 'link[rel=icon]';

/** Shows in the browser's tab that something is unread: the title belongs to the page, so the icon tells it. */
export function showUnreadInTab(unread: number): void {
  document.querySelector(icon)?.setAttribute('href', unread > 0 ? '/cup-unread.svg' : '/cup.svg');
}
