import type { TemplateId, TenantId } from '@interlude/shared/ids';
import type { TemplateInput } from '@interlude/shared/interview';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Stored } from '../mongo.ts';
import type { PanelRow } from '../slots/panel.ts';

/** What HR invites with; an interview pins a copy, so a later edit changes no promise. */
export interface TemplateRow extends Omit<TemplateInput, 'panel' | 'places'> {
  _id: TemplateId;
  tenantId: TenantId;
  panel: PanelRow[];
  /** Absent in rows from before there were group sessions: one. */
  places?: number;
  archivedAt: Date | null;
  createdAt: Date;
}

const mixed = Schema.Types.Mixed;
const schema = new Schema<Stored<TemplateRow>>(
  {
    _id: String,
    tenantId: String,
    name: String,
    type: { type: String },
    durationMinutes: Number,
    provider: String,
    panel: mixed,
    resources: mixed,
    places: Number,
    stepMinutes: Number,
    buffers: mixed,
    policy: mixed,
    guide: String,
    preparation: mixed,
    zone: String,
    venue: String,
    meetingUrl: String,
    archivedAt: Date,
    createdAt: Date,
  },
  { collection: 'templates', strict: 'throw', versionKey: false, minimize: false },
);

export const templateIndexes = [{ key: { tenantId: 1, createdAt: -1 } }] as const;

export function createTemplateStore(connection: Connection) {
  const Template = connection.model('Template', schema);

  return {
    async insert(row: TemplateRow): Promise<void> {
      await Template.insertMany([row], { lean: true });
    },
    async find(tenantId: TenantId, templateId: string): Promise<TemplateRow | null> {
      return await Template.findOne({ tenantId, _id: templateId }).lean<TemplateRow>();
    },
    async list(tenantId: TenantId): Promise<TemplateRow[]> {
      return await Template.find({ tenantId }).sort({ createdAt: -1 }).limit(1_000).lean<TemplateRow[]>();
    },
    async change(tenantId: TenantId, templateId: string, set: Partial<TemplateRow>): Promise<TemplateRow | null> {
      return await Template.findOneAndUpdate(
        { tenantId, _id: templateId },
        { $set: set },
        { returnDocument: 'after' },
      ).lean<TemplateRow>();
    },
  };
}
