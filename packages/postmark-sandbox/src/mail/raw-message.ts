import type { StoredMessage } from '../messages/stored-message.ts';
import { formatMailbox } from './email-address.ts';

/** The message as it would go over the wire (RFC 5322, RFC 2045): what `…/dump` and `Body` show. */
export function rawMessageOf(message: StoredMessage): string {
  const { request } = message;
  const boundary = `mk-${message.id}`;
  const head = [
    header('From', formatMailbox(message.from)),
    header('To', message.to.map(formatMailbox).join(', ')),
    message.cc.length > 0 ? header('Cc', message.cc.map(formatMailbox).join(', ')) : '',
    request.ReplyTo ? header('Reply-To', request.ReplyTo) : '',
    header('Subject', request.Subject ?? ''),
    header('Date', new Date(message.receivedAt).toUTCString().replace('GMT', '+0000')),
    header('Message-ID', `<${message.id}@mtasv.net>`),
    header('X-PM-Message-Id', message.id),
    request.Tag ? header('X-PM-Tag', request.Tag) : '',
    ...(request.Headers ?? []).map(({ Name, Value }) => header(Name, Value)),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ].filter((line) => line !== '');
  const parts = [
    ...(request.TextBody ? [part('text/plain; charset=utf-8', request.TextBody, [])] : []),
    ...(request.HtmlBody ? [part('text/html; charset=utf-8', request.HtmlBody, [])] : []),
    ...(request.Attachments ?? []).map((attachment) =>
      part(attachment.ContentType, Buffer.from(attachment.Content, 'base64'), [
        `Content-Disposition: ${attachment.Disposition || 'attachment'}; filename="${attachment.Name.replaceAll('"', "'")}"`,
      ]),
    ),
  ];
  return [...head, '', ...parts.flatMap((lines) => [`--${boundary}`, ...lines]), `--${boundary}--`, ''].join('\r\n');
}

function header(name: string, value: string): string {
  const oneLine = value.replaceAll(/[\r\n]+/g, ' ');
  const plain = /^[\x20-\x7e]*$/.test(oneLine);
  return `${name}: ${plain ? oneLine : `=?utf-8?B?${Buffer.from(oneLine).toString('base64')}?=`}`;
}

function part(contentType: string, content: string | Buffer, extra: readonly string[]): string[] {
  const encoded = Buffer.from(content).toString('base64');
  const lines = encoded.match(/.{1,76}/g) ?? [];
  return [`Content-Type: ${contentType}`, 'Content-Transfer-Encoding: base64', ...extra, '', ...lines, ''];
}
