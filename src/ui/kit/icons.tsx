import type { ComponentChildren } from "preact";

/**
 * An icon without a name: the control around it has one. `mirrored`: it points along the line, so it is mirrored where
 * text runs from the right.
 */
function Icon({ children, mirrored = false }: { children: ComponentChildren; mirrored?: boolean }) {
  return (
    <svg
      class={mirrored ? "icon mirrored" : "icon"}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ListIcon = () => (
  <Icon mirrored>
    <path d="M4 6h16M4 12h16M4 18h10" />
  </Icon>
);
export const BackIcon = () => (
  <Icon mirrored>
    <path d="M19 12H5M11 6l-6 6 6 6" />
  </Icon>
);
export const NewChatIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h9M19 7h1M4 17h3M13 17h7" />
    <circle cx="16" cy="7" r="2.6" />
    <circle cx="10" cy="17" r="2.6" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5M6 11l6-6 6 6" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" stroke="none" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5 15V6a2 2 0 0 1 2-2h8" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M5 12.5l4.5 4.5L19 7.5" />
  </Icon>
);
export const RetryIcon = () => (
  <Icon>
    <path d="M4 11a8 8 0 1 1 2.3 6M4 20v-4.5h4.5" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);
export const DeleteIcon = () => (
  <Icon>
    <path d="M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12" />
  </Icon>
);
export const DownIcon = () => (
  <Icon>
    <path d="M12 5v14M6 13l6 6 6-6" />
  </Icon>
);
export const PanelIcon = () => (
  <Icon>
    <rect x="3.5" y="5" width="17" height="14" rx="2.5" />
    <path d="M14.5 5v14" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M12 5.5v.01M12 12v.01M12 18.5v.01" stroke-width="2.6" />
  </Icon>
);
export const EditIcon = () => (
  <Icon>
    <path d="M5 19l1-4L16 5l3 3L9 18l-4 1z" />
  </Icon>
);
export const PinIcon = () => (
  <Icon>
    <path d="M9 4h6l-1 6 3 3v2H7v-2l3-3-1-6zM12 15v5" />
  </Icon>
);
export const PreviousIcon = () => (
  <Icon mirrored>
    <path d="M14 7l-5 5 5 5" />
  </Icon>
);
export const NextIcon = () => (
  <Icon mirrored>
    <path d="M10 7l5 5-5 5" />
  </Icon>
);
export const UnfoldIcon = () => (
  <Icon>
    <path d="M7 10l5-5 5 5M7 14l5 5 5-5" />
  </Icon>
);
export const DetailsIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11.5v4.5M12 8v.01" />
  </Icon>
);
export const TemporaryIcon = () => (
  <Icon>
    <path d="M6 20V11a6 6 0 0 1 12 0v9l-2-1.6L14 20l-2-1.6L10 20l-2-1.6L6 20zM10 11v.01M14 11v.01" />
  </Icon>
);
