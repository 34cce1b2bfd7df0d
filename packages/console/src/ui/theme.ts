import type { ConfigProviderProps } from 'antd';
import { useSyncExternalStore } from 'react';

const font =
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", system-ui, sans-serif';

type Theme = NonNullable<ConfigProviderProps['theme']>;

/** Ant Design in the console's own neutral dress; the same values as in base.css. */
const theme: Theme = {
  hashed: false,
  token: {
    fontFamily: font,
    colorPrimary: '#1d4f7c',
    colorInfo: '#1d4f7c',
    colorLink: '#1d4f7c',
    colorError: '#9a2a2a',
    colorText: '#1b2430',
    colorTextSecondary: '#47525f',
    colorTextTertiary: '#66717f',
    colorTextPlaceholder: '#6f7a87',
    colorBorder: '#c9cfd6',
    colorBorderSecondary: '#dde1e6',
    colorBgLayout: '#f3f4f6',
    borderRadius: 4,
    borderRadiusLG: 6,
    controlHeight: 32,
    fontSize: 14,
    boxShadow: '0 2px 10px rgb(27 36 48 / 12%)',
    motionDurationMid: '0.15s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Segmented: { trackBg: '#e4e8ec', trackPadding: 2 },
  },
};
const still: Theme = { ...theme, token: { ...theme.token, motion: false } };

const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
const watch = (changed: () => void): (() => void) => {
  lessMotion.addEventListener('change', changed);
  return () => lessMotion.removeEventListener('change', changed);
};

/** The dress, in which nothing moves for whoever asked their system for less motion (WCAG 2.2, 2.3.3). */
export const useTheme = (): Theme => (useSyncExternalStore(watch, () => lessMotion.matches) ? still : theme);
