import type { Dictionary } from '../../i18n/translator.ts';

export const enResources = {
  'hr.nav.resources': 'Rooms',

  'resources.title': 'Rooms and licences',
  'resources.lead':
    'Templates and services can ask for them beside people: a time is offered only when they are free too.',
  'resources.none': 'No rooms or licences yet',
  'resources.none.lead': 'Add a room, or a licence for so many meetings at once.',
  'resources.new': 'Add a room or licence',
  'resources.edit': 'Change {name}',
  'resources.edit.do': 'Change',
  'resources.name': 'Name',
  'resources.name.wrong': 'Enter a name of at most 120 characters.',
  'resources.kind': 'What it is',
  'resources.kind.room': 'Room',
  'resources.kind.licence': 'Licence',
  'resources.capacity': 'Meetings at once',
  'resources.capacity.wrong': 'Enter a number from 1 to 100.',
  'resources.capacity.of': { one: '{count} meeting at once', other: '{count} meetings at once' },
  'resources.archived': 'archived',
  'resources.archive': 'Archived: kept by what is booked, and not given to anything new',
  'resources.save': 'Save',
  'resources.saved': '{name} is saved. Times that are offered follow at once.',
  'resources.left': {
    one: '{count} booked meeting is beyond what there is now. It stays booked.',
    other: '{count} booked meetings are beyond what there is now. They stay booked.',
  },
  'resources.unbookable': {
    one: '{count} open invitation needs what there is no longer, and finds no times.',
    other: '{count} open invitations need what there is no longer, and find no times.',
  },
  'resources.unbookable.open': 'Interview …{id}',

  'demand.add': 'Add a room or licence',
  'demand.one': 'Room or licence {number}',
  'demand.anyOf': 'Which of them will do',
  'demand.anyOf.missing': 'Choose something.',
  'demand.anyOf.tooMany': 'At most {most} of them.',
  'demand.count': 'How many are needed',
  'demand.count.wrong': 'Choose from 1 to what there is, which is {count}.',
  'demand.remove': 'Remove room or licence {number}',
} as const satisfies Dictionary;
