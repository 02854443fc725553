import type { Dictionary } from '../../i18n/translator.ts';

export const enSettings = {
  'hr.nav.settings': 'Settings',

  'settings.title': 'Settings',
  'settings.lead': 'What holds for the whole company.',
  'settings.hosts': 'Where you meet on calls',
  'settings.hosts.own': 'Links to meetings may lead to these hosts and the names below them, and nowhere else.',
  'settings.hosts.default':
    'Links to meetings may lead to the known hosts of each provider and the names below them. Name your own hosts if you meet elsewhere.',
  'settings.hosts.change': 'Change the hosts',
  'settings.hosts.field': 'Hosts, one per line',
  'settings.hosts.hint':
    'For example meet.example.com. If left empty, the known hosts of each provider count: {hosts}.',
  'settings.hosts.wrong': 'This is no host name: {host}. Leave out https:// and everything after the name.',
  'settings.hosts.many': 'At most {most} hosts.',
  'settings.save': 'Save',
  'settings.saved': 'The hosts are saved. Links that are in use already stay as they are.',
} as const satisfies Dictionary;
