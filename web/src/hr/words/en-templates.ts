import type { Dictionary } from '../../i18n/translator.ts';

/** Sentences about templates; what their forms share with those of services stands with the offers. */
export const enTemplates = {
  'templates.title': 'Templates',
  'templates.lead': 'A change holds for new invitations; those already sent keep what was promised.',
  'templates.none': 'No template yet',
  'templates.none.lead': 'Create one, and you can invite with it at once.',
  'templates.new': 'New template',
  'templates.create': 'Create the template',
  'templates.create.means': 'Each interview keeps what stands here when its invitation is sent.',
  'templates.created': '{name} is created.',
  'templates.created.invite': 'Invite with it',
  'templates.edit': 'Change {name}',
  'templates.edit.do': 'Change',
  'templates.edit.means':
    'A change holds for interviews you invite to from now on. Those already invited or booked keep what they were promised: length, people, place, guide and rules.',
  'templates.save': 'Save the template',
  'templates.done': '{name} is saved.',
  'templates.archive': 'Archive {name}',
  'templates.archive.do': 'Archive',
  'templates.archive.ask': 'Archive {name}?',
  'templates.archive.means': 'Nobody can be invited with it any more. Interviews that were invited with it stay.',
  'templates.archived': '{name} is archived.',

  'template.type': 'Kind of interview',
  'template.groups': 'Panel',
  'template.jobs': 'Only for these jobs',
  'template.jobs.hint': 'Without any it is for the whole company. Those who own all of its jobs can change it.',
  'template.jobs.wrong': 'Choose at least one of your jobs.',
  'template.guide': 'Guide for the candidate (optional)',
  'template.guide.hint': 'Shown with the interview: what it is about, how it goes, whom they meet.',
  'template.guide.wrong': 'At most 10,000 characters.',
  'template.preparation': 'To prepare, one task a line (optional)',
  'template.preparation.hint': 'A checklist for the candidate, such as “Read the job page again”.',
  'template.preparation.wrong': 'At most 30 tasks of at most 200 characters each.',
  'template.more': 'Starts, breaks and time zone',
} as const satisfies Dictionary;
