import type { BrandView } from '@interlude/shared/schemas/views';
import { Show } from 'solid-js';

/** The logo of the company, or its name; our own where a page is nobody's. */
export function CompanyBrand(props: { readonly brand: Pick<BrandView, 'name' | 'logo'> | undefined }) {
  return (
    <Show
      when={props.brand?.logo}
      fallback={
        <span class="company" translate="no">
          {props.brand?.name ?? 'Interlude'}
        </span>
      }
    >
      {(logo) => (
        <img
          class="logo"
          translate="no"
          src={logo().src}
          width={logo().width}
          height={logo().height}
          alt={props.brand?.name ?? ''}
        />
      )}
    </Show>
  );
}
