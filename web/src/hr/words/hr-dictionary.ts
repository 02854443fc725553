import { enActions } from './en-actions.ts';
import { enAvailability } from './en-availability.ts';
import { enDrafts } from './en-drafts.ts';
import { enHrGroups } from './en-groups.ts';
import { enInterviews } from './en-interviews.ts';
import { enOverrides } from './en-overrides.ts';
import { enPanels } from './en-panels.ts';
import { enHrParts } from './en-parts.ts';
import { enPolicy } from './en-policy.ts';
import { enRecurring } from './en-recurring.ts';
import { enResources } from './en-resources.ts';
import { enRetakes } from './en-retakes.ts';
import { enServices } from './en-services.ts';
import { enSettings } from './en-settings.ts';
import { enShell } from './en-shell.ts';
import { enTemplates } from './en-templates.ts';
import { enTimeline } from './en-timeline.ts';

/** Every sentence of the console; what a kind or a way to meet is called comes from the candidate's dictionary. */
export const hrDictionary = {
  ...enShell,
  ...enInterviews,
  ...enActions,
  ...enOverrides,
  ...enTimeline,
  ...enRecurring,
  ...enResources,
  ...enRetakes,
  ...enPanels,
  ...enAvailability,
  ...enHrGroups,
  ...enHrParts,
  ...enDrafts,
  ...enTemplates,
  ...enServices,
  ...enSettings,
  ...enPolicy,
};
export type HrDictionary = typeof hrDictionary;
