import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { useState } from 'react';
import { makeQueryClient } from '../api/queries.ts';
import { useTheme } from '../ui/theme.ts';
import { useWords } from '../words/words.ts';
import { hashOfEntrance } from './entrance.ts';
import { makeRouter } from './router.tsx';

/** Everything the pages stand on: the session's cache, the router, the language and the dress of Ant Design. */
export function App() {
  const { language } = useWords();
  const theme = useTheme();
  const [client] = useState(makeQueryClient);
  const [router] = useState(() => {
    const hash = hashOfEntrance(window.location);
    if (hash) window.history.replaceState(null, '', hash);
    return makeRouter(client);
  });
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
