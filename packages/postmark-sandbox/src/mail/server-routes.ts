import { refusal, refuse } from '../http/refusal.ts';
import { json } from '../http/reply.ts';
import { type Route, route } from '../http/routes.ts';
import { findStream, messageStreams, serverId } from './message-streams.ts';

/** What the server says about itself: `/server` and `/message-streams`. */
export function serverRoutes(): Route[] {
  return [
    route('GET', '/server', () => json(server)),
    route('GET', '/message-streams', ({ query }) => {
      const type = query.get('messagestreamtype')?.toLowerCase() ?? 'all';
      const found = messageStreams.filter((stream) => [stream.MessageStreamType.toLowerCase(), 'all'].includes(type));
      return json({ MessageStreams: found, TotalCount: found.length });
    }),
    route('GET', '/message-streams/*', (_incoming, [id = '']) => {
      const stream = findStream(id);
      return stream ? json(stream) : refuse(refusal(1226, "The message stream for the provided 'ID' was not found."));
    }),
  ];
}

const server = {
  ID: serverId,
  Name: 'Postmark sandbox',
  ApiTokens: [],
  Color: 'yellow',
  SmtpApiActivated: false,
  RawEmailEnabled: false,
  DeliveryType: 'Live',
  ServerLink: '/',
  InboundAddress: '',
  InboundHookUrl: '',
  BounceHookUrl: '',
  OpenHookUrl: '',
  DeliveryHookUrl: '',
  ClickHookUrl: '',
  PostFirstOpenOnly: false,
  InboundDomain: '',
  InboundHash: '',
  InboundSpamThreshold: 0,
  TrackOpens: false,
  TrackLinks: 'None',
  IncludeBounceContentInHook: false,
  EnableSmtpApiErrorHooks: false,
};
