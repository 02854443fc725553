const attribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The address of a service's page for frames; `url` is that of its public page. */
function embedUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}/embed${pathname}`;
}

/** What a website holds to show the free times of a service, as high as they need. */
export function embedSnippet({ name, url }: { readonly name: string; readonly url: string }): string {
  return `<iframe src="${attribute(embedUrl(url))}" title="${attribute(name)}" style="width: 100%; height: 40rem; border: 0"></iframe>
<script>
  (() => {
    const frame = document.currentScript.previousElementSibling;
    const { origin } = new URL(frame.src);
    addEventListener('message', (message) => {
      if (message.source !== frame.contentWindow || message.origin !== origin) return;
      const { type, height } = message.data ?? {};
      if (type === 'interlude:height' && Number.isFinite(height)) frame.style.height = \`\${height}px\`;
    });
  })();
</script>`;
}
