declare module 'mjml' {
  interface Options {
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
    readonly keepComments?: boolean;
    /** Web fonts to load by name; the default list makes readers fetch from a third party. */
    readonly fonts?: Readonly<Record<string, string>>;
  }
  const mjml2html: (source: string, options?: Options) => Promise<{ html: string }>;

  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export { mjml2html as default };
}
