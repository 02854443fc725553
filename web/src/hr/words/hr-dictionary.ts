import { enActions } from './en-actions.ts';
import { enAvailability } from './en-availability.ts';
import { enDrafts } from './en-drafts.ts';
import { enHrGroups } from './en-groups.ts';
import { enHome } from './en-home.ts';
import { enInterviews } from './en-interviews.ts';
import { enList } from './en-list.ts';
import { enOverrides } from './en-overrides.ts';
import { enPalette } from './en-palette.ts';
import { enPanels } from './en-panels.ts';
import { enHrParts } from './en-parts.ts';
import { enPolicy } from './en-policy.ts';
import { enRecords } from './en-records.ts';
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
  ...enHome,
  ...enInterviews,
  ...enList,
  ...enActions,
  ...enOverrides,
  ...enTimeline,
  ...enRecords,
  ...enRecurring,
  ...enResources,
  ...enRetakes,
  ...enPalette,
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
