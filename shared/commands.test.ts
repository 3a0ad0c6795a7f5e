import { expect, test } from 'vitest'
import { acceleratorOf, commandIds, commandOfKey, commandWords, nameOfKey, shownKey } from './commands'

const pressed = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  nameOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('no two commands share a key', () => {
  const keys = commandIds.flatMap((id) => commandWords[id].keys ?? [])
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})

test('a pressed key finds its command, by Ctrl or Cmd, small or capital', () => {
  expect(commandOfKey(pressed('z', { ctrlKey: true }))).toBe('undo')
  expect(commandOfKey(pressed('Z', { metaKey: true, shiftKey: true }))).toBe('redo')
  expect(commandOfKey(pressed('f'))).toBe('zoom-to-fit')
  expect(commandOfKey(pressed('F', { shiftKey: true }))).toBe('zoom-to-selection')
  expect(commandOfKey(pressed('+', { shiftKey: true }))).toBe('canvas-zoom-in')
  expect(commandOfKey(pressed('ArrowLeft', { shiftKey: true, altKey: true }))).toBe('align-left')
  expect(commandOfKey(pressed('q'))).toBeUndefined()
})

test('copy, cut and paste stay with the system', () => {
  for (const key of ['c', 'x', 'v']) expect(commandOfKey(pressed(key, { ctrlKey: true }))).toBeUndefined()
})

test('keys are shown as the keyboard names them', () => {
  expect(shownKey('redo', 'linux')).toBe('Ctrl+Shift+Z')
  expect(shownKey('redo', 'darwin')).toBe('Cmd+Shift+Z')
  expect(shownKey('align-left', 'linux')).toBe('Alt+Shift+←')
  expect(shownKey('canvas-zoom-in', 'linux')).toBe('+')
  expect(acceleratorOf('align-left')).toBe('Alt+Shift+Left')
  expect(acceleratorOf('canvas-zoom-in')).toBe('Plus')
  expect(acceleratorOf('run')).toBe('CmdOrCtrl+Enter')
  expect(acceleratorOf('stop')).toBeUndefined()
})
