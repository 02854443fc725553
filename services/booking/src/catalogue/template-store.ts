import type { JobId, TemplateId, TenantId } from '@interlude/shared/ids';
import type { TemplateInput } from '@interlude/shared/schemas/template';
import { type Connection, Schema } from 'mongoose';
import type { Stored } from '../mongo/mongo.ts';
import { changeOf, type RowChange, type Versioned } from '../mongo/versioned-row.ts';
import type { PanelRow } from './panel.ts';

/** What HR invites with; an interview pins a copy, so a later edit changes no promise. */
export interface TemplateRow extends Omit<TemplateInput, 'panel' | 'places' | 'jobIds'>, Versioned {
  _id: TemplateId;
  tenantId: TenantId;
  panel: PanelRow[];
  /** Absent for the whole company's. */
  jobIds?: JobId[];
  /** Absent in rows from before there were group sessions: one. */
  places?: number;
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
    phone: mixed,
    jobIds: mixed,
    version: Number,
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
      return await Template.find({ tenantId }).sort({ createdAt: -1 }).lean<TemplateRow[]>();
    },
    /** Null where there is no such row, or none of the version that was expected. */
    async change(tenantId: TenantId, change: RowChange<TemplateRow>): Promise<TemplateRow | null> {
      const { filter, update } = changeOf(tenantId, change);
      return await Template.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<TemplateRow>();
    },
  };
}

export type TemplateStore = ReturnType<typeof createTemplateStore>;
