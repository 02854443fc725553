import { Content, Description, Overlay, Portal, Root, Title } from '@kobalte/core/dialog';
import { type ParentProps, Show } from 'solid-js';

interface HrDialogProps extends ParentProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: string | undefined;
  /** Something with consequences: announced as an alert. */
  readonly isAlert?: boolean;
  readonly isWide?: boolean;
}

/**
 * The one dialog of the console. It lies in `main` so that it is in a landmark, stays when somebody clicks beside it so
 * that nothing typed is lost, and gives the focus back to what opened it, which a dialog without trigger does not.
 */
export function HrDialog(props: HrDialogProps) {
  let opener: Element | null = null;

  function returnFocus(event: Event) {
    event.preventDefault();
    const target = opener?.isConnected ? opener : document.querySelector('main h1');
    if (target instanceof HTMLElement) target.focus();
  }

  return (
    <Root open={props.isOpen} onOpenChange={(open) => open || props.onClose()} preventScroll modal>
      <Portal mount={document.getElementById('main') ?? document.body}>
        <Overlay class="dialog-overlay" />
        <div class="dialog-place">
          <Content
            class="dialog"
            classList={{ 'dialog-wide': props.isWide ?? false }}
            role={props.isAlert ? 'alertdialog' : 'dialog'}
            onOpenAutoFocus={() => {
              opener = document.activeElement;
            }}
            onCloseAutoFocus={returnFocus}
            onPointerDownOutside={(event) => event.preventDefault()}
          >
            <Title class="hr-h2">{props.title}</Title>
            <Show when={props.lead}>
              <Description class="muted">{props.lead}</Description>
            </Show>
            {props.children}
          </Content>
        </div>
      </Portal>
    </Root>
  );
}
