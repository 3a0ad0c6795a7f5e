const typed = new Set(['text', 'search', 'number', 'email', 'url', 'password', 'tel'])

/** Whether keys pressed there belong to a text and not to the canvas. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typed.has(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  if (!(target instanceof HTMLElement)) return false
  // An editor in a shadow root is seen from outside as its host.
  return target.isContentEditable || target.dataset.textField !== undefined
}

/** Whether keys pressed there belong to a dialog or a menu. */
export function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}
