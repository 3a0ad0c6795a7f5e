const typed = new Set(['text', 'search', 'number', 'email', 'url', 'password', 'tel'])

/** Whether keys pressed there belong to a text and not to the canvas. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return typed.has(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLElement && target.isContentEditable
}

/** Whether keys pressed there belong to a dialog or a menu. */
export function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}
