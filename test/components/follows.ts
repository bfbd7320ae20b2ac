import type { Chosen, ChosenEvent } from '../../webview/chosen.ts';

/** Lets a component have what was chosen in it, as the lesson does. */
export function follow(event: ChosenEvent): void {
  const component = event.currentTarget as unknown as { chosen: Chosen };
  component.chosen = { ...component.chosen, ...event.chosen };
}
