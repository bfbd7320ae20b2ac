/** What a key on the scrubber says about whole steps: 1 forwards, −1 back, 0 nothing. */
export function stepDirection(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>,
): 1 | 0 | -1 {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  if (altKey || ctrlKey || metaKey) {
    return 0;
  }
  if (key === 'PageUp' || (shiftKey && (key === 'ArrowRight' || key === 'ArrowUp'))) {
    return 1;
  }
  return key === 'PageDown' || (shiftKey && (key === 'ArrowLeft' || key === 'ArrowDown')) ? -1 : 0;
}
