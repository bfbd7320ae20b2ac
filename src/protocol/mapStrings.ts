/** What the map of learning rates says, in English. */
export const mapStrings = {
  'map.title': 'The map: {0} runs',
  'map.text':
    'Each column is one learning rate; in it are the last losses of {0} networks after {1} steps, each begun from another seed, the best at the bottom.',
  'map.rate': 'learning rate',
  'map.waits': 'The map opens once you have guessed what 1.0 does.',
  'map.side': '{0} seeds, the best below',
  'map.slider': 'Column of the map',
  'map.column': 'Learning rate {0}: the median ends at {1}; {2} of {3} end below 0.1, {4} end above 3.5.',
  'map.spot':
    'Between {0} and {1} more than half of the networks have learned all four samples after {2} steps; at {3} it is {4} of {5}.',
  'map.own': 'The ring is the run that is shown: learning rate {0}, loss {1} after {2} steps.',
  'map.legendLow': 'loss ≤ 0.003',
  'map.legendHigh': '≥ 8',
  'map.table': 'The map as a table',
  'map.median': 'median',
  'map.best': 'best',
  'map.worst': 'worst',
  'map.below': 'below {0}',
  'map.above': 'above {0}',
  'map.growing': '{0} of {1} seeds…',
} as const;
